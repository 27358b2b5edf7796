"""The rules of the practice, without clock, network or storage; `now` and `today` are parameters.

Read them in this order: number, period_calendar, period_words, period_reading, period, clock_change, workdays (what is
written and counted); people, rights (who may); recurrence, request, stocktake, action, ladder (what happens when);
exact, target, priority, trajectory, trajectory_season, trajectory_build (what is promised); definition, measure,
people_units, status, target_history, subgroups, assessment (how it stands); checks, reply (what an answer says); pace,
noise, outlook, reading (what the numbers say).
"""
