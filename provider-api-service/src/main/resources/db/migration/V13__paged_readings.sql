-- Up to which change a client reads what changed, page by page, in an order in which changes move records between pages.
create table paged_readings (
    token_id uuid        not null,
    -- stands for everything in the query but the number of the page
    query    uuid        not null,
    up_to    timestamptz not null,
    begun_at timestamptz not null,
    primary key (token_id, query)
);

create index on paged_readings (begun_at);
