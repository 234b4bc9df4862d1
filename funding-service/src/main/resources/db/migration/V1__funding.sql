-- One contract for each lead provider and cohort. Amounts are in pounds.
create table contracts (
    id                       uuid primary key,
    lead_provider_id         uuid           not null,
    cohort                   integer        not null,
    contract_type            text           not null check (contract_type in ('ecf', 'ittecf_ectp')),
    vat_rate                 numeric(3, 2)  not null default 0.20 check (vat_rate between 0 and 1),
    vat_registered           boolean        not null default true,
    recruitment_target       integer        not null check (recruitment_target >= 0),
    uplift_fee               numeric(12, 2) not null check (uplift_fee >= 0),
    setup_fee                numeric(12, 2) not null check (setup_fee >= 0),
    -- null: calculated from the target and the bands
    monthly_service_fee      numeric(12, 2) check (monthly_service_fee >= 0),
    -- mentors at a flat rate; null in an ecf contract
    mentor_target            integer check (mentor_target > 0),
    mentor_fee               numeric(12, 2) check (mentor_fee > 0),
    created_at               timestamptz    not null default now(),
    unique (lead_provider_id, cohort),
    check ((contract_type = 'ittecf_ectp') = (mentor_fee is not null)),
    check ((mentor_fee is null) = (mentor_target is null))
);

-- allocation_order 1 is band A, 2 is band B.
create table bands (
    contract_id         uuid           not null references contracts,
    allocation_order    integer        not null check (allocation_order > 0),
    capacity            integer        not null check (capacity > 0),
    fee_per_declaration numeric(12, 2) not null check (fee_per_declaration > 0),
    output_fee_ratio    numeric(3, 2)  not null,
    service_fee_ratio   numeric(3, 2)  not null,
    primary key (contract_id, allocation_order),
    check (output_fee_ratio between 0 and 1 and output_fee_ratio + service_fee_ratio = 1)
);

-- One statement for each month of a contract. The topic statements publishes them; this table is for locks and queries.
create table statements (
    id             uuid primary key,
    contract_id    uuid        not null references contracts,
    month          integer     not null check (month between 1 and 12),
    year           integer     not null check (year >= 2020),
    fee_type       text        not null check (fee_type in ('output', 'service')),
    status         text        not null default 'open' check (status in ('open', 'payable', 'paid')),
    deadline_date  date        not null,
    payment_date   date        not null,
    paid_at        timestamptz,
    -- the breakdown at the time of payment, as JSON
    paid_breakdown text,
    created_at     timestamptz not null default now(),
    unique (contract_id, month, year),
    check (payment_date > deadline_date),
    check ((status = 'paid') = (paid_at is not null and paid_breakdown is not null))
);

create index on statements (deadline_date) where status = 'open' and fee_type = 'output';

create table adjustments (
    id           uuid primary key,
    statement_id uuid        not null references statements,
    payment_type text        not null check (length(payment_type) between 1 and 500),
    amount       numeric     not null check (amount <> 0 and amount between -1000000 and 1000000),
    created_at   timestamptz not null default now()
);

create index on adjustments (statement_id);

-- The payment state of each declaration. The declaration itself is in the facts.
create table declaration_payments (
    declaration_id        uuid primary key,
    participant_id        uuid        not null,
    lead_provider_id      uuid        not null,
    cohort                integer     not null,
    role                  text        not null check (role in ('ect', 'mentor')),
    declaration_type      text        not null,
    declaration_date      timestamptz not null,
    created_at            timestamptz not null,
    pupil_premium_uplift  boolean     not null,
    sparsity_uplift       boolean     not null,
    state                 text        not null
        check (state in ('submitted', 'eligible', 'payable', 'paid', 'voided', 'awaiting-clawback', 'clawed-back')),
    -- No foreign keys: after a database loss, decisions can arrive before their statements.
    statement_id          uuid,
    clawback_statement_id uuid,
    -- The paid statement that settled this declaration: statement_id once it is paid for, clawback_statement_id once it
    -- is clawed back. The state changes later, with the decision about the participant.
    settled_by            uuid,
    -- The earliest deadline date of the statement that this declaration waits for; null if it waits for none.
    awaiting_statement_since date,
    check (statement_id is not null or state in ('submitted', 'voided')),
    check (statement_id is null or state <> 'submitted'),
    check ((clawback_statement_id is not null) = (state in ('awaiting-clawback', 'clawed-back')))
);

create index on declaration_payments (statement_id);
create index on declaration_payments (clawback_statement_id) where clawback_statement_id is not null;
create index on declaration_payments (participant_id);
-- for declarations whose state is behind their statement, or that wait for a statement
create index on declaration_payments (statement_id) where state = 'eligible';
create index on declaration_payments (participant_id)
    where settled_by = statement_id and state = 'payable'
        or settled_by = clawback_statement_id and state = 'awaiting-clawback';
create index on declaration_payments (participant_id) where awaiting_statement_since is not null;

-- Contracts whose statements must be recalculated. A contract is taken once it has stopped changing.
create table recalculation_queue (
    contract_id uuid primary key references contracts,
    since       timestamptz not null default clock_timestamp(),
    changed_at  timestamptz not null default clock_timestamp()
);

-- Audit log of DfE finance: only ever added to.
create table finance_actions (
    id           bigint generated always as identity primary key,
    statement_id uuid references statements,
    contract_id  uuid references contracts,
    action       text        not null,
    detail       text        not null,
    -- the access token with its description, or 'calendar'
    actor        text        not null,
    -- at is the service's time, recorded_at the real time
    at           timestamptz not null,
    recorded_at  timestamptz not null default now(),
    -- the statement's total with VAT that the caller had seen; null if the action needs no total
    seen_total   numeric
);

create index on finance_actions (statement_id);
create index on finance_actions (contract_id);

-- Finds whether any partnership names a lead provider.
create index on facts ((snapshot::jsonb ->> 'lead_provider_id')) where topic = 'partnerships';
