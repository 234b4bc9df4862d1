-- What the statement came to with VAT, as whoever did it had seen it. Null of what was done before this was asked for,
-- and of what is done without looking at a total: the calendar's doings, and changes of contracts.
alter table finance_actions add column seen_total numeric;
