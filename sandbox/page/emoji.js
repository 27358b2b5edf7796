/** Slack's names of emoji, the common ones; a name that is not here is shown as it was typed. */

const LISTS = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 wave 👋 clap 👏 pray 🙏 raised_hands 🙌 raised_hand ✋ hand ✋
muscle 💪 point_up ☝️ point_down 👇 point_left 👈 point_right 👉 point_up_2 👆 fist ✊ facepunch 👊 punch 👊 v ✌️
crossed_fingers 🤞 handshake 🤝 writing_hand ✍️ eyes 👀 eye 👁️ ear 👂 brain 🧠 speaking_head_in_silhouette 🗣️
smile 😄 smiley 😃 grinning 😀 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 joy 😂 rofl 🤣
rolling_on_the_floor_laughing 🤣 slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 blush 😊 innocent 😇
heart_eyes 😍 star-struck 🤩 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 thinking_face 🤔 thinking 🤔 neutral_face 😐
expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒 face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔
sleepy 😪 sleeping 😴 mask 😷 sunglasses 😎 nerd_face 🤓 confused 😕 worried 😟 slightly_frowning_face 🙁
white_frowning_face ☹️ open_mouth 😮 hushed 😯 astonished 😲 flushed 😳 cry 😢 sob 😭 scream 😱 disappointed 😞
sweat 😓 weary 😩 tired_face 😫 triumph 😤 rage 😡 angry 😠 skull 💀 ghost 👻 robot_face 🤖 alien 👽
heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 broken_heart 💔
100 💯 boom 💥 collision 💥 sweat_drops 💦 dash 💨 zzz 💤 star ⭐ star2 🌟 sparkles ✨ dizzy 💫 fire 🔥 zap ⚡
sunny ☀️ cloud ☁️ partly_sunny ⛅ rainbow 🌈 umbrella ☔ snowflake ❄️ ocean 🌊 earth_africa 🌍 earth_americas 🌎
earth_asia 🌏 crescent_moon 🌙 seedling 🌱 evergreen_tree 🌲 deciduous_tree 🌳 herb 🌿 four_leaf_clover 🍀
cherry_blossom 🌸 rose 🌹 sunflower 🌻 tulip 🌷 bouquet 💐 leaves 🍃 fallen_leaf 🍂
dog 🐶 cat 🐱 mouse 🐭 fox_face 🦊 bear 🐻 panda_face 🐼 lion_face 🦁 cow 🐮 frog 🐸 monkey_face 🐵 see_no_evil 🙈
hear_no_evil 🙉 speak_no_evil 🙊 penguin 🐧 bird 🐦 owl 🦉 bee 🐝 honeybee 🐝 butterfly 🦋 turtle 🐢 snail 🐌
octopus 🐙 whale 🐳 dolphin 🐬 unicorn_face 🦄 elephant 🐘 hedgehog 🦔
apple 🍎 green_apple 🍏 pear 🍐 tangerine 🍊 lemon 🍋 banana 🍌 watermelon 🍉 grapes 🍇 strawberry 🍓 cherries 🍒
peach 🍑 avocado 🥑 carrot 🥕 corn 🌽 bread 🍞 cheese_wedge 🧀 pizza 🍕 hamburger 🍔 fries 🍟 cake 🍰 birthday 🎂
cookie 🍪 doughnut 🍩 coffee ☕ tea 🍵 beer 🍺 beers 🍻 champagne 🍾 clinking_glasses 🥂 fork_and_knife 🍴
soccer ⚽ basketball 🏀 tennis 🎾 trophy 🏆 medal 🏅 sports_medal 🏅 first_place_medal 🥇 second_place_medal 🥈
third_place_medal 🥉 dart 🎯 game_die 🎲 jigsaw 🧩 art 🎨 musical_note 🎵 notes 🎶 headphones 🎧 microphone 🎤
clapper 🎬 tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁 ribbon 🎀 fireworks 🎆 sparkler 🎇
car 🚗 red_car 🚗 bus 🚌 train 🚋 bullettrain_side 🚄 metro 🚇 bike 🚲 ambulance 🚑 fire_engine 🚒 police_car 🚓
truck 🚚 ship 🚢 airplane ✈️ rocket 🚀 helicopter 🚁 anchor ⚓ construction 🚧 vertical_traffic_light 🚦
traffic_light 🚥 busstop 🚏 fuelpump ⛽ world_map 🗺️ house 🏠 office 🏢 school 🏫 hospital 🏥 bank 🏦 hotel 🏨
factory 🏭 classical_building 🏛️ stadium 🏟️ cityscape 🏙️ building_construction 🏗️ tent ⛺
watch ⌚ iphone 📱 computer 💻 desktop_computer 🖥️ keyboard ⌨️ printer 🖨️ camera 📷 video_camera 📹 tv 📺 radio 📻
telephone ☎️ phone ☎️ telephone_receiver 📞 battery 🔋 electric_plug 🔌 bulb 💡 flashlight 🔦 candle 🕯️ moneybag 💰
dollar 💵 pound 💷 euro 💶 yen 💴 credit_card 💳 gem 💎 scales ⚖️ wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ gear ⚙️
toolbox 🧰 magnet 🧲 microscope 🔬 telescope 🔭 test_tube 🧪 syringe 💉 pill 💊 dna 🧬 thermometer 🌡️ key 🔑 lock 🔒
unlock 🔓 closed_lock_with_key 🔐 lock_with_ink_pen 🔏 old_key 🗝️ door 🚪 bell 🔔 no_bell 🔕 loudspeaker 📢 mega 📣
speaker 🔈 mute 🔇 email ✉️ envelope ✉️ incoming_envelope 📨 envelope_with_arrow 📩 e-mail 📧 inbox_tray 📥
outbox_tray 📤 package 📦 mailbox 📫 postbox 📮 memo 📝 pencil 📝 pencil2 ✏️ lower_left_ballpoint_pen 🖊️ crayon 🖍️
page_facing_up 📄 page_with_curl 📃 bookmark_tabs 📑 bar_chart 📊 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 chart 💹 scroll 📜 clipboard 📋 date 📅 calendar 📆 spiral_calendar_pad 🗓️ card_index 📇
card_file_box 🗃️ file_cabinet 🗄️ file_folder 📁 open_file_folder 📂 card_index_dividers 🗂️ newspaper 📰 notebook 📓
ledger 📒 closed_book 📕 green_book 📗 blue_book 📘 orange_book 📙 books 📚 book 📖 open_book 📖 bookmark 🔖 label 🏷️
link 🔗 paperclip 📎 linked_paperclips 🖇️ pushpin 📌 round_pushpin 📍 straight_ruler 📏 triangular_ruler 📐 scissors ✂️
wastebasket 🗑️ mag 🔍 mag_right 🔎 hourglass ⌛ hourglass_flowing_sand ⏳ alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️
clock1 🕐 clock2 🕑 clock3 🕒 clock4 🕓 clock5 🕔 clock6 🕕 clock7 🕖 clock8 🕗 clock9 🕘 clock10 🕙 clock11 🕚 clock12 🕛
shield 🛡️ crown 👑 mortar_board 🎓 tophat 🎩 briefcase 💼 handbag 👜 eyeglasses 👓 crystal_ball 🔮 magic_wand 🪄 ladder 🪜
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ heavy_plus_sign ➕
heavy_minus_sign ➖ heavy_division_sign ➗ heavy_multiplication_x ✖️ question ❓ grey_question ❔ exclamation ❗
heavy_exclamation_mark ❗ grey_exclamation ❕ bangbang ‼️ interrobang ⁉️ warning ⚠️ no_entry ⛔ no_entry_sign 🚫
octagonal_sign 🛑 sos 🆘 rotating_light 🚨 triangular_flag_on_post 🚩 checkered_flag 🏁 waving_white_flag 🏳️
white_flag 🏳️ waving_black_flag 🏴 recycle ♻️ information_source ℹ️ new 🆕 free 🆓 up 🆙 cool 🆒 ok 🆗
abc 🔤 hash #️⃣ zero 0️⃣ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟
arrow_up ⬆️ arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️ arrow_upper_right ↗️ arrow_lower_right ↘️ arrow_lower_left ↙️
arrow_upper_left ↖️ arrow_up_down ↕️ left_right_arrow ↔️ leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️
arrows_clockwise 🔃 arrows_counterclockwise 🔄 back 🔙 end 🔚 on 🔛 soon 🔜 top 🔝 arrow_forward ▶️ arrow_backward ◀️
fast_forward ⏩ rewind ⏪ double_vertical_bar ⏸️ pause_button ⏸️ black_square_for_stop ⏹️ black_circle_for_record ⏺️
arrow_up_small 🔼 arrow_down_small 🔽 repeat 🔁 twisted_rightwards_arrows 🔀
red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 blue_circle 🔵
large_purple_circle 🟣 large_brown_circle 🟤 white_circle ⚪ black_circle ⚫ large_red_square 🟥 large_orange_square 🟧
large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦 large_purple_square 🟪 white_large_square ⬜
black_large_square ⬛ small_red_triangle 🔺 small_red_triangle_down 🔻 small_orange_diamond 🔸 small_blue_diamond 🔹
large_orange_diamond 🔶 large_blue_diamond 🔷 black_small_square ▪️ white_small_square ▫️
speech_balloon 💬 thought_balloon 💭 left_speech_bubble 🗨️ anger 💢 busts_in_silhouette 👥 bust_in_silhouette 👤
man 👨 woman 👩 adult 🧑 baby 👶 family 👪 cop 👮 construction_worker 👷 female-teacher 👩‍🏫 technologist 🧑‍💻 teacher 🧑‍🏫
health_worker 🧑‍⚕️ firefighter 🧑‍🚒 judge 🧑‍⚖️ farmer 🧑‍🌾 runner 🏃 walking 🚶 dancer 💃 shrug 🤷 face_palm 🤦 facepalm 🤦
people_holding_hands 🧑‍🤝‍🧑 palm_tree 🌴 beach_with_umbrella 🏖️ desert_island 🏝️ camping 🏕️ sunrise 🌅 city_sunset 🌆
face_with_thermometer 🤒 hugging_face 🤗 partying_face 🥳 face_with_monocle 🧐 exploding_head 🤯 saluting_face 🫡
skin-tone-2 🏻 skin-tone-3 🏼 skin-tone-4 🏽 skin-tone-5 🏾 skin-tone-6 🏿 melting_face 🫠 nauseated_face 🤢 sneezing_face 🤧 cowboy 🤠 face_with_cowboy_hat 🤠 zipper_mouth_face 🤐
flag-gb 🇬🇧 uk 🇬🇧 gb 🇬🇧 flag-us 🇺🇸 us 🇺🇸 flag-fr 🇫🇷 fr 🇫🇷 flag-de 🇩🇪 de 🇩🇪 flag-es 🇪🇸 es 🇪🇸 flag-it 🇮🇹 it 🇮🇹
flag-ca 🇨🇦 flag-au 🇦🇺 flag-nz 🇳🇿 flag-ie 🇮🇪 flag-in 🇮🇳 flag-jp 🇯🇵 jp 🇯🇵 flag-cn 🇨🇳 cn 🇨🇳 flag-br 🇧🇷 flag-za 🇿🇦
flag-ng 🇳🇬 flag-ke 🇰🇪 flag-gh 🇬🇭 flag-rw 🇷🇼 flag-sl 🇸🇱 flag-eu 🇪🇺 flag-un 🇺🇳 flag-pk 🇵🇰 flag-bd 🇧🇩 flag-mx 🇲🇽
`;

const words = LISTS.trim().split(/\s+/);

/** @type {Record<string, string>} the character of each name, without its colons */
export const EMOJI = Object.assign(
  Object.create(null),
  Object.fromEntries(words.flatMap((word, at) => (at % 2 === 0 ? [[word, words[at + 1]]] : []))),
);
