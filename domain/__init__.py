"""The rules of the practice, without clock, network or storage; `now` and `today` are parameters.

Read them in this order: number, period, workdays (what is written and counted); people, rights (who may);
request, stocktake, cadence, action, ladder (what happens when); priority, trajectory, status, assessment (what is
promised and how it stands); checks, reply (what an answer says); pace, noise, outlook, reading (what the numbers say).
"""
