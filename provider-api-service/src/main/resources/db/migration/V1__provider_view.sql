-- The provider view: for each lead provider and participant the finished document, beside what lists filter and sort by.
create table provider_participants (
    lead_provider_id uuid        not null,
    participant_id   uuid        not null,
    document         text        not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    -- the day on which the calendar alone may change the document
    next_change_on   date,
    primary key (participant_id, lead_provider_id)
) with (fillfactor = 80);

create index on provider_participants (lead_provider_id, created_at, participant_id);
create index on provider_participants (lead_provider_id, updated_at, participant_id);
create index on provider_participants (next_change_on) where next_change_on is not null;

-- The newest updated_at that each provider has been given. Whoever changes a provider's documents holds its row until
-- the commit: so the values become visible in order, and a client that asks again from the newest one misses nothing.
create table provider_clocks (
    lead_provider_id uuid primary key,
    updated_at       timestamptz not null,
    changes          bigint      not null
) with (fillfactor = 50);
