-- The schools at which a participant has anything, also periods that never take place and so have no row. The people of
-- a school that moves are found by it.
create table participant_schools (
    school_urn     text not null,
    participant_id uuid not null references participants deferrable initially deferred,
    primary key (school_urn, participant_id)
);
create index on participant_schools (participant_id);
insert into participant_schools (school_urn, participant_id)
select distinct period ->> 'school_urn', id
from participants, jsonb_array_elements(snapshot::jsonb -> 'school_periods') as period;
