-- The documents about schools, delivery partners and partnerships.

-- The school of each URN. Partnerships and training refer to a school by its URN. When that is replaced, they follow a
-- moment later, so the school keeps its former URNs too.
create table school_urns (
    urn       text primary key,
    school_id uuid not null
);
create index on school_urns (school_id);

-- The school at which each partnership was last seen. A change of its URN, or its removal, changes that school's
-- documents too.
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

-- Schools whose documents must be rendered again. Another transaction renders them, after the commit of what changed.
create table school_refresh_queue (
    id                  bigint generated always as identity primary key,
    -- one school
    school_urn          text,
    -- every school with a partnership of this delivery partner
    delivery_partner_id uuid,
    -- whether this is one of many at once, which wait for others. With neither a school nor a partner, all schools wait
    bulk                boolean not null,
    check (num_nulls(school_urn, delivery_partner_id) > 0)
);
create index on school_refresh_queue (bulk, id);
create index on school_refresh_queue (school_urn);

-- A delivery partner's name is shown in its partnerships.
create index on facts ((snapshot::jsonb ->> 'delivery_partner_id')) where topic = 'partnerships';
