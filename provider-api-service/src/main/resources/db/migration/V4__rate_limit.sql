-- How much of its limit each token has used, by slots of time that are still in the window. Unlogged, because it is
-- written often and worth nothing after five minutes: where the database crashes, everybody begins with nothing used.
create unlogged table rate_limit_usage (
    token_id   uuid     primary key references access_tokens on delete cascade,
    slots      bigint[] not null default '{}',
    admitted   integer[] not null default '{}',
    -- the newest slot for which an instance holds permits that it may not have used
    ahead_slot bigint   not null default 0
) with (fillfactor = 50);
