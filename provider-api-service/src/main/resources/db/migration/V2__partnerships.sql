-- A change of cohort looks for the lead provider's partnerships with the school.
create index on facts ((snapshot::jsonb ->> 'school_urn')) where topic = 'partnerships';

-- A partnership that has another delivery partner concerns those who were moved to another cohort by it.
create index on facts using gin
    (jsonb_path_query_array(snapshot::jsonb, '$.trainings[*].schedules[*].partnership_id'))
    where topic = 'training-changes';
