-- The finished documents of every list of the API, one row for each lead provider that sees the document.
create table provider_documents (
    lead_provider_id uuid        not null,
    -- as the API names it, such as participant
    kind             text        not null,
    id               uuid        not null,
    -- the record whose facts it is made of: a participant or, for a statement, the statement itself
    subject          uuid        not null,
    -- null once the document is removed. The row stays, because offsets count removed documents: otherwise a removal
    -- would shift later records onto a page that the client has already read
    document         text,
    -- the order of lists: when the thing itself was created or, for a statement, when it is paid
    position         timestamptz not null,
    updated_at       timestamptz not null,
    -- the day on which the calendar alone may change the document
    next_change_on   date,
    -- the values that lists filter by, each as name:value
    tags             text[]      not null default '{}',
    -- every tag that the document has or once had: a filter's offsets also count documents that it no longer finds
    historic_tags    text[]      not null default '{}',
    primary key (id, kind, lead_provider_id)
) with (fillfactor = 80);

create index on provider_documents (lead_provider_id, kind, position, id);
create index on provider_documents (lead_provider_id, kind, updated_at, id);
create index on provider_documents (subject);
create index on provider_documents (next_change_on) where next_change_on is not null;

-- The newest updated_at that each provider has been given. A transaction that changes a provider's documents holds the
-- row until its commit. So the values become visible in order, and a client that asks again from the newest one misses
-- nothing.
create table provider_update_clocks (
    lead_provider_id uuid primary key,
    updated_at       timestamptz not null,
    changes          bigint      not null
) with (fillfactor = 50);

-- The newest change that the later pages of a list may show, for each token and query. The client reads the list in an
-- order in which changes move records between pages.
create table paging_snapshots (
    token_id   uuid        not null,
    -- a fingerprint of everything in the query but the number of the page
    query      uuid        not null,
    up_to      timestamptz not null,
    started_at timestamptz not null,
    primary key (token_id, query)
);

create index on paging_snapshots (started_at);

-- Participants to render again, because a document of someone else has changed, or a lead provider has a name now.
create table refresh_queue (
    id             bigint generated always as identity primary key,
    participant_id uuid not null
);

-- How much of its limit each token has used, by slots of time that are still in the window. Unlogged, because it is
-- written often and worth nothing after five minutes: after a crash of the database, every token starts at zero.
create unlogged table rate_limit_usage (
    token_id      uuid      primary key references access_tokens on delete cascade,
    slots         bigint[]  not null default '{}',
    admitted      integer[] not null default '{}',
    -- the newest slot for which an instance holds permits that it may not have used
    prefetch_slot bigint    not null default 0
) with (fillfactor = 50);

-- A change of cohort looks for the lead provider's partnerships with the school.
create index on facts ((snapshot::jsonb ->> 'school_urn')) where topic = 'partnerships';

-- Lead providers have names in their partnerships.
create index on facts ((snapshot::jsonb ->> 'lead_provider_id')) where topic = 'partnerships';

-- The statements that can pay a lead provider's declaration or claw it back.
create index on facts ((snapshot::jsonb ->> 'lead_provider_id')) where topic = 'statements';

-- A change of a partnership's delivery partner affects the participants who were moved to another cohort by it.
create index on facts using gin
    (jsonb_path_query_array(snapshot::jsonb, '$.trainings[*].schedules[*].partnership_id'))
    where topic = 'training-changes';
