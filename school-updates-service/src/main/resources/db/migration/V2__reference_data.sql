-- Schools, lead providers, delivery partners and appropriate bodies, as DfE keeps them.
--
-- Each record of the first three is published on its topic. Version 0: not published yet, because the row was inserted
-- with SQL or before there was a topic. PublishNewRecords.java publishes it.

alter table partnerships drop constraint partnerships_school_urn_fkey;
alter table school_periods drop constraint school_periods_school_urn_fkey;

alter table schools
    drop constraint schools_pkey,
    add column id                      uuid        not null default gen_random_uuid() primary key,
    add column status                  text        not null default 'open'
        check (status in ('proposed_to_open', 'open', 'proposed_to_close', 'closed')),
    -- in the words of the schools register
    add column type                    text        not null default 'Community school',
    add column phase                   text,
    add column postcode                text,
    add column in_england              boolean     not null default true,
    add column section_41_approved     boolean     not null default false,
    -- DfE decided that the school is eligible, whatever the schools register says
    add column marked_eligible         boolean     not null default false,
    -- follows from the columns above
    add column eligible                boolean     not null default true,
    add column primary_contact_email   text,
    add column secondary_contact_email text,
    add column tutor_name              text,
    add column tutor_email             text,
    add column merged_into_id          uuid references schools check (merged_into_id <> id),
    add column version                 bigint      not null default 0,
    add column created_at              timestamptz not null default now(),
    add constraint schools_urn_key unique (urn),
    add constraint tutor_has_name_and_email check ((tutor_name is null) = (tutor_email is null));
create index on schools (name, id);
create index on schools (id) where version = 0;
create index on schools (merged_into_id) where merged_into_id is not null;

-- Every URN that a school has or had. Partnerships and school periods refer to the old one until they are moved to the
-- new one, see school_moves.
create table school_urns (
    urn       text primary key check (urn ~ '^[0-9]+$'),
    school_id uuid not null references schools
);
create index on school_urns (school_id);
insert into school_urns (urn, school_id) select urn, id from schools;

create function keep_urn() returns trigger language plpgsql as $$
begin
    insert into school_urns (urn, school_id) values (new.urn, new.id)
    on conflict (urn) do update set school_id = excluded.school_id where school_urns.school_id = excluded.school_id;
    if not found then
        raise exception 'URN % was another school''s', new.urn using errcode = 'unique_violation';
    end if;
    return null;
end $$;
create trigger keep_urn after insert or update of urn on schools for each row execute function keep_urn();

alter table partnerships
    add constraint partnerships_school_urn_fkey foreign key (school_urn) references school_urns;
alter table school_periods
    add constraint school_periods_school_urn_fkey foreign key (school_urn) references school_urns;

-- A cohort without a row has no uplift.
create table school_uplifts (
    school_id     uuid    not null references schools,
    cohort        integer not null,
    pupil_premium boolean not null,
    sparsity      boolean not null,
    primary key (school_id, cohort)
);

-- Partnerships and participants that must move to a school's new URN, or to the school that took it over. In order of
-- their ids.
create table school_moves (
    id         bigint generated always as identity primary key,
    from_urn   text        not null references school_urns,
    to_urn     text        not null references school_urns check (to_urn <> from_urn),
    created_at timestamptz not null default now()
);

-- A name identifies an organisation for people, so a second one gets its id added.
update lead_providers set name = name || ' (' || id || ')'
where exists (
    select from lead_providers earlier where lower(earlier.name) = lower(lead_providers.name) and earlier.id < lead_providers.id);
update delivery_partners set name = name || ' (' || id || ')'
where exists (
    select from delivery_partners earlier
    where lower(earlier.name) = lower(delivery_partners.name) and earlier.id < delivery_partners.id);

alter table lead_providers
    add column retired_at timestamptz,
    add column version    bigint      not null default 0,
    add column created_at timestamptz not null default now();
create unique index one_lead_provider_per_name on lead_providers (lower(name));
create index on lead_providers (id) where version = 0;

-- The cohorts for which a lead provider has a contract with DfE.
create table lead_provider_contracts (
    lead_provider_id uuid    not null references lead_providers,
    cohort           integer not null,
    primary key (lead_provider_id, cohort)
);
insert into lead_provider_contracts (lead_provider_id, cohort)
select distinct lead_provider_id, cohort from partnerships;

alter table delivery_partners
    add column retired_at timestamptz,
    add column version    bigint      not null default 0,
    add column created_at timestamptz not null default now();
create unique index one_delivery_partner_per_name on delivery_partners (lower(name));
create index on delivery_partners (id) where version = 0;

-- Which lead provider may work with which delivery partner in which cohort.
create table pairings (
    delivery_partner_id uuid    not null references delivery_partners,
    lead_provider_id    uuid    not null,
    cohort              integer not null,
    primary key (delivery_partner_id, lead_provider_id, cohort),
    constraint pairing_has_a_contract
        foreign key (lead_provider_id, cohort) references lead_provider_contracts (lead_provider_id, cohort)
);
create index on pairings (lead_provider_id, cohort);
insert into pairings (delivery_partner_id, lead_provider_id, cohort)
select distinct delivery_partner_id, lead_provider_id, cohort from partnerships;

create table appropriate_bodies (
    id         uuid primary key     default gen_random_uuid(),
    name       text        not null,
    retired_at timestamptz,
    created_at timestamptz not null default now()
);
create unique index one_appropriate_body_per_name on appropriate_bodies (lower(name));
