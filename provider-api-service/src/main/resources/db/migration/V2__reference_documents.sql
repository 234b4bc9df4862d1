-- The documents about schools, delivery partners and partnerships.

-- The lead providers that DfE has added. Each sees every school.
create table lead_providers (
    id   uuid primary key,
    name text not null
);

-- The school of each URN. Partnerships and training refer to a school by its URN. When that is replaced, they follow a
-- moment later, so the school keeps its former URNs too.
create table school_urns (
    urn       text primary key,
    school_id uuid not null
);
create index on school_urns (school_id);

-- The school of each partnership. When that changes, or the partnership is removed, the former school's documents
-- change too.
create table school_partnerships (
    id         uuid primary key,
    school_urn text not null
);

-- Training at schools, from the facts about participants. Training that a lead provider interrupts and resumes, or moves
-- to another cohort, is in parts.
create table school_trainings (
    participant_id   uuid not null,
    training_id      uuid not null,
    school_period_id uuid not null,
    school_urn       text not null,
    role             text not null,
    -- null for training that the school leads itself
    lead_provider_id uuid,
    cohort           integer,
    -- null while the training is an expression of interest
    partnership_id   uuid,
    started_on       date not null,
    -- the last day
    finished_on      date
);
create index on school_trainings (participant_id);
create index on school_trainings (school_urn);

-- Schools whose documents must be rendered again. Another transaction does that, after the commit of the change.
create table school_refresh_queue (
    id                  bigint generated always as identity primary key,
    -- one school. If null: all schools or, with a delivery partner, those with partnerships of it
    school_urn          text,
    delivery_partner_id uuid,
    -- whether it is one of many, which are rendered after the others
    bulk                boolean not null default false,
    check (school_urn is null or delivery_partner_id is null)
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
create index on school_refresh_queue (bulk, id) where school_urn is not null;
create index on school_refresh_queue (id) where school_urn is null;
create index on school_refresh_queue (school_urn);

-- A delivery partner's name is shown in its partnerships.
create index on facts ((snapshot::jsonb ->> 'delivery_partner_id')) where topic = 'partnerships';

-- One school's documents are found by its URN.
create index on provider_documents using gin (tags) where kind = 'school';

-- What is stored already: partnerships have their schools, and participants are refreshed for their training.
insert into school_partnerships (id, school_urn)
select key::uuid, snapshot::jsonb ->> 'school_urn' from facts where topic = 'partnerships';

insert into refresh_queue (participant_id) select key::uuid from facts where topic = 'participant-changes';
