"""The rules of the practice, without clock, network or storage; `now` and `today` are parameters.

Read them in this order; each uses only what stands before it, and the standard library:

- what is said when something is wrong: errors
- what is written and counted: number, exact, period_calendar, period_words, period_reading
- when something comes, and comes again: clock_change, workdays, period, recurrence
- what is promised: target, priority, definition, trajectory, trajectory_season, trajectory_build
- how it stands: measure, people_units, status, target_history, subgroups, pace
- what the numbers say: series, noise, noise_guards, outlook, outlook_said, reading
- what an answer says: checks_finding, checks_series, checks, gaming, subgroups_typed, reply, one_line
- what people judge: assessment, judgement, forecast, reply_forecast, forecast_blend, forecast_correction
- who may, and who is here: people, rights, absence
- what happens when: moves, request, milestone, stocktake, action, ladder, problem, health
"""
