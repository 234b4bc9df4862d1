-- Another service may call with a token of its own.

alter table access_tokens
    drop constraint access_tokens_scope_check,
    add constraint access_tokens_scope_check
        check (scope in ('lead-provider', 'school', 'appropriate-body', 'support', 'finance', 'operations', 'service'));
