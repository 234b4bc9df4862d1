-- Reports that a school portal publishes on school-reports.

-- The public keys with which portals sign reports. A key may report for the schools of its access token.
create table report_signing_keys (
    id          uuid primary key     default gen_random_uuid(),
    token_id    uuid        not null references access_tokens on delete cascade,
    -- Ed25519, as SubjectPublicKeyInfo in DER
    public_key  bytea       not null,
    description text,
    created_at  timestamptz not null default now(),
    revoked_at  timestamptz
);

-- The reports that have an outcome, so that none gets another.
create table answered_reports (
    partition   integer     not null,
    "offset"    bigint      not null,
    written_at  timestamptz not null,
    -- the hash of sender, id, key, type and body: a copy of a report has the same
    content     bytea unique,
    token_id    uuid,
    report_id   text,
    -- the portal's id of the person
    reported_by text,
    answered_at timestamptz not null default now(),
    primary key (partition, "offset", written_at)
);
create index on answered_reports (answered_at);
