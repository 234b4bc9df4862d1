-- What lists filter by, beside the finished document.
alter table provider_participants
    add column cohorts           text[] not null default '{}',
    add column training_statuses text[] not null default '{}',
    -- the ids of records that were merged into this one
    add column former_ids        text[] not null default '{}';

update provider_participants set
    cohorts = (select coalesce(array_agg(e ->> 'cohort'), '{}')
               from jsonb_array_elements(document::jsonb -> 'attributes' -> 'ecf_enrolments') as e),
    training_statuses = (select coalesce(array_agg(e ->> 'training_status'), '{}')
                         from jsonb_array_elements(document::jsonb -> 'attributes' -> 'ecf_enrolments') as e),
    former_ids = (select coalesce(array_agg(e ->> 'from_participant_id'), '{}')
                  from jsonb_array_elements(document::jsonb -> 'attributes' -> 'participant_id_changes') as e);

create index on provider_participants using gin (former_ids) where former_ids <> '{}';
