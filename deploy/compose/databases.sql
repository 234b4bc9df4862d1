create database school_updates;
create database schedule;
create database funding;
create database provider_api;
