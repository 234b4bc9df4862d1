-- One table of finished documents for every list of the API, not only participants.
create table provider_documents (
    lead_provider_id uuid        not null,
    -- as the API names it, such as participant
    kind             text        not null,
    id               uuid        not null,
    -- whose facts it is made of: a participant's or, of a statement, its own
    subject          uuid        not null,
    document         text        not null,
    -- what lists are ordered by: when the thing itself was created or, of a statement, when it is paid
    position         timestamptz not null,
    updated_at       timestamptz not null,
    -- the day on which the calendar alone may change the document
    next_change_on   date,
    -- what lists filter by: name:value
    tags             text[]      not null default '{}',
    primary key (id, kind, lead_provider_id)
) with (fillfactor = 80);

insert into provider_documents
select lead_provider_id, 'participant', participant_id, participant_id, document, created_at, updated_at, next_change_on,
       array(select 'cohort:' || c from unnest(cohorts) as c)
           || array(select 'training_status:' || s from unnest(training_statuses) as s)
           || array(select 'from_participant_id:' || f from unnest(former_ids) as f)
           || array(select 'mentor:' || (e ->> 'mentor_id')
                    from jsonb_array_elements(document::jsonb -> 'attributes' -> 'ecf_enrolments') as e
                    where e ->> 'mentor_id' is not null)
from provider_participants;

drop table provider_participants;

create index on provider_documents (lead_provider_id, kind, position, id);
create index on provider_documents (lead_provider_id, kind, updated_at, id);
create index on provider_documents (subject);
create index on provider_documents (next_change_on) where next_change_on is not null;

-- Who is to be looked at again: because somebody else is seen differently, or a lead provider has a name now.
create table participants_to_refresh (
    id             bigint generated always as identity primary key,
    participant_id uuid not null
);

-- Everyone who was known before transfers and unfunded mentors were is refreshed once.
insert into participants_to_refresh (participant_id) select distinct subject from provider_documents;
insert into participants_to_refresh (participant_id)
select distinct substr(tag, 8)::uuid from provider_documents, unnest(tags) as tag where tag like 'mentor:%';

-- Lead providers have names in their partnerships.
create index on facts ((snapshot::jsonb ->> 'lead_provider_id')) where topic = 'partnerships';

-- What a declaration can be paid, or clawed back, by.
create index on facts ((snapshot::jsonb ->> 'lead_provider_id')) where topic = 'statements';
