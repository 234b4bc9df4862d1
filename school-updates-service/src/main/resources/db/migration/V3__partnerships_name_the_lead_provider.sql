-- What others are told, who have no other source of it: the name as it was when the partnership was confirmed.
alter table partnerships add column lead_provider_name text;

update partnerships set lead_provider_name = name
from lead_providers where lead_providers.id = lead_provider_id;

alter table partnerships alter column lead_provider_name set not null;
