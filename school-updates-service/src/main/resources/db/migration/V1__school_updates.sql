-- The participants' snapshots, and their periods again as rows, so that database constraints enforce the invariants.
-- Constraints between rows are checked at the end of a transaction. A period cannot end before it starts, because there is
-- no such range.

create extension if not exists btree_gist;

-- Reference data. Operations load it.

create table schools (
    urn  text primary key check (urn ~ '^[0-9]+$'),
    name text not null
);

create table lead_providers (
    id   uuid primary key,
    name text not null
);

create table delivery_partners (
    id   uuid primary key,
    name text not null
);

create table partnerships (
    id                  uuid primary key,
    lead_provider_id    uuid        not null references lead_providers,
    -- the name when the partnership was confirmed, for services without this reference data
    lead_provider_name  text        not null,
    school_urn          text        not null references schools,
    delivery_partner_id uuid        not null references delivery_partners,
    cohort              integer     not null,
    version             bigint      not null,
    created_at          timestamptz not null,
    unique (school_urn, lead_provider_id, delivery_partner_id, cohort),
    -- referenced by the training that it confirms
    unique (id, lead_provider_id, school_urn, cohort, delivery_partner_id)
);

create table participants (
    id       uuid primary key,
    version  bigint not null,
    trn      text   not null unique check (trn ~ '^[0-9]{7}$'),
    -- the snapshot in every event; the tables below repeat parts of it
    snapshot text   not null
) with (fillfactor = 70);

-- The teacher reference numbers that find a participant: the present one, those before a correction, and those of merged
-- records. The primary key stops concurrent requests from giving one number to two participants.
create table trns (
    trn            text primary key check (trn ~ '^[0-9]{7}$'),
    participant_id uuid not null references participants on delete cascade,
    unique (trn, participant_id)
);
create index on trns (participant_id);

create table school_periods (
    id             uuid primary key,
    participant_id uuid not null references participants deferrable initially deferred,
    role           text not null check (role in ('ect', 'mentor')),
    school_urn     text not null references schools,
    email          text not null,
    started_on     date not null,
    finished_on    date,
    period         daterange generated always as (daterange(started_on, finished_on, '[]')) stored,
    unique (id, participant_id, role, school_urn, period),
    constraint one_school_at_a_time_as_an_ect
        exclude using gist (participant_id with =, period with &&) where (role = 'ect')
        deferrable initially deferred,
    constraint registered_once_per_school_and_role
        exclude using gist (participant_id with =, role with =, school_urn with =, period with &&)
        deferrable initially deferred
);
create index on school_periods (school_urn, participant_id);
create index on school_periods (lower(email)) where finished_on is null;

create table trainings (
    id                  uuid primary key,
    participant_id      uuid not null,
    role                text not null,
    school_period_id    uuid not null,
    school_urn          text not null,
    school_started_on   date not null,
    school_finished_on  date,
    school_period       daterange generated always as (daterange(school_started_on, school_finished_on, '[]')) stored,
    programme           text not null check (programme in ('provider_led', 'school_led')),
    lead_provider_id    uuid references lead_providers,
    cohort              integer,
    partnership_id      uuid,
    delivery_partner_id uuid,
    started_on          date not null,
    finished_on         date,
    period              daterange generated always as (daterange(started_on, finished_on, '[]')) stored,
    foreign key (school_period_id, participant_id, role, school_urn, school_period)
        references school_periods (id, participant_id, role, school_urn, period) deferrable initially deferred,
    foreign key (partnership_id, lead_provider_id, school_urn, cohort, delivery_partner_id)
        references partnerships (id, lead_provider_id, school_urn, cohort, delivery_partner_id)
        deferrable initially deferred,
    constraint training_is_within_the_school_period check (school_period @> period),
    constraint one_training_at_a_time_in_a_role
        exclude using gist (participant_id with =, role with =, period with &&)
        deferrable initially deferred,
    constraint provider_led_training_has_a_lead_provider
        check (programme <> 'provider_led' or (lead_provider_id is not null and cohort is not null)),
    constraint school_led_training_has_no_lead_provider
        check (programme <> 'school_led'
            or (role = 'ect' and lead_provider_id is null and cohort is null and partnership_id is null)),
    constraint partnership_has_a_delivery_partner
        check ((partnership_id is null) = (delivery_partner_id is null))
);
create index on trainings (participant_id);
create index on trainings (school_urn, lead_provider_id, cohort) where partnership_id is null;
create index on trainings (partnership_id);

-- A mentorship is in the snapshots of both participants, so it has two rows, which must be the same.
create table mentorships (
    id                 uuid not null,
    role               text not null check (role in ('ect', 'mentor')),
    participant_id     uuid not null,
    other_role         text generated always as (case role when 'ect' then 'mentor' else 'ect' end) stored,
    other_id           uuid not null check (other_id <> participant_id),
    school_period_id   uuid not null,
    school_urn         text not null,
    school_started_on  date not null,
    school_finished_on date,
    school_period      daterange generated always as (daterange(school_started_on, school_finished_on, '[]')) stored,
    started_on         date not null,
    finished_on        date,
    period             daterange generated always as (daterange(started_on, finished_on, '[]')) stored,
    primary key (id, role),
    unique (id, role, participant_id, other_id, school_urn, period),
    foreign key (school_period_id, participant_id, role, school_urn, school_period)
        references school_periods (id, participant_id, role, school_urn, period) deferrable initially deferred,
    constraint both_participants_have_the_same_mentorship
        foreign key (id, other_role, other_id, participant_id, school_urn, period)
            references mentorships (id, role, participant_id, other_id, school_urn, period)
            deferrable initially deferred,
    constraint mentorship_is_within_the_school_period check (school_period @> period),
    constraint one_mentor_at_a_time
        exclude using gist (participant_id with =, period with &&) where (role = 'ect')
        deferrable initially deferred
);
create index on mentorships (participant_id);

create table induction_periods (
    id             uuid primary key,
    participant_id uuid not null references participants deferrable initially deferred,
    started_on     date not null,
    finished_on    date,
    period         daterange generated always as (daterange(started_on, finished_on, '[]')) stored,
    outcome        text check (outcome in ('pass', 'fail')),
    constraint outcome_ends_an_induction_period check (outcome is null or finished_on is not null),
    constraint one_induction_period_at_a_time
        exclude using gist (participant_id with =, period with &&)
        deferrable initially deferred
);
create unique index one_outcome_per_person on induction_periods (participant_id) where outcome is not null;
