-- What DfE agreed with a lead provider for one cohort. Amounts are in pounds.
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
    -- null: it follows from the target and the bands
    monthly_service_fee      numeric(12, 2) check (monthly_service_fee >= 0),
    -- of mentors, at a flat rate; only in contracts that have one
    mentor_target            integer check (mentor_target > 0),
    mentor_fee               numeric(12, 2) check (mentor_fee > 0),
    created_at               timestamptz    not null default now(),
    unique (lead_provider_id, cohort),
    check ((contract_type = 'ittecf_ectp') = (mentor_fee is not null)),
    check ((mentor_fee is null) = (mentor_target is null))
);

-- Lowest first: 1 is A, 2 is B.
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

-- The months of a contract. Topic statements tells everyone else; this table is what is locked and asked.
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
    -- the whole breakdown as it was paid, as JSON
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

-- Where the money of each declaration stands. What was declared stands in the facts.
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
    -- Of statements that may not be known yet, when decisions are read back into an empty database.
    statement_id          uuid,
    clawback_statement_id uuid,
    -- The statement whose authorised payment has counted it: to be paid if it is the one that pays, to be clawed back
    -- if it is the one that claws back. The decision about the participant follows.
    counted_by            uuid,
    -- While a statement is due but there is none: the day on or after which its deadline must be.
    waits_from            date,
    check (statement_id is not null or state in ('submitted', 'voided')),
    check (statement_id is null or state <> 'submitted'),
    check ((clawback_statement_id is not null) = (state in ('awaiting-clawback', 'clawed-back')))
);

create index on declaration_payments (statement_id);
create index on declaration_payments (clawback_statement_id) where clawback_statement_id is not null;
create index on declaration_payments (participant_id);
-- what a statement has moved, or a statement could, and no decision has followed yet
create index on declaration_payments (statement_id) where state = 'eligible';
create index on declaration_payments (participant_id)
    where counted_by = statement_id and state = 'payable'
        or counted_by = clawback_statement_id and state = 'awaiting-clawback';
create index on declaration_payments (participant_id) where waits_from is not null;

-- Contracts whose statements must be calculated again, once what changes has settled.
create table stale_contracts (
    contract_id uuid primary key references contracts,
    since       timestamptz not null default clock_timestamp(),
    changed_at  timestamptz not null default clock_timestamp()
);

-- Who in DfE changed what, and when.
create table finance_actions (
    id           bigint generated always as identity primary key,
    statement_id uuid references statements,
    contract_id  uuid references contracts,
    action       text        not null,
    detail       text        not null,
    -- the access token and its description
    done_by      text        not null,
    -- the domain's time, and the real one
    at           timestamptz not null,
    recorded_at  timestamptz not null default now()
);

create index on finance_actions (statement_id);
create index on finance_actions (contract_id);
