-- Whether any partnership names a lead provider.
create index on facts ((snapshot::jsonb ->> 'lead_provider_id')) where topic = 'partnerships';
