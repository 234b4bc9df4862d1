-- A token may have an end, and support sees which ones are still in use.
alter table access_tokens
    add column expires_at   timestamptz,
    add column last_used_at timestamptz;
