-- What every service has: its memory of facts, its outbox, its dead letters, and who may call it.

-- One row per participant (or other key): the lock that whoever decides anything about it holds.
create table fact_keys (
    key text primary key
);

create table facts (
    topic    text   not null,
    key      text   not null,
    version  bigint not null,
    snapshot text   not null,
    primary key (key, topic)
) with (fillfactor = 80);

create table outbox (
    id         bigint generated always as identity primary key,
    shard      smallint    not null,
    topic      text        not null,
    key        text,
    headers    text        not null,
    body       bytea,
    created_at timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

create table dead_letters (
    topic      text        not null,
    partition  integer     not null,
    "offset"   bigint      not null,
    written_at timestamptz not null,
    key        text,
    headers    text        not null,
    body       bytea,
    reason     text        not null,
    detail     text        not null,
    parked_at  timestamptz not null default now(),
    primary key (topic, partition, "offset", written_at)
);

create table access_tokens (
    id               uuid primary key     default gen_random_uuid(),
    token_hash       bytea       not null unique,
    scope            text        not null
        check (scope in ('lead-provider', 'school', 'appropriate-body', 'support', 'finance', 'operations')),
    lead_provider_id uuid,
    description      text,
    created_at       timestamptz not null default now(),
    revoked_at       timestamptz,
    check ((scope = 'lead-provider') = (lead_provider_id is not null))
);
