-- What a new leader has: the role and the slot of its follower, and the database appdb with a table to try things on.
set log_statement = 'none';
\getenv password REPLICATOR_PASSWORD
create role replicator replication login password :'password';
select pg_create_physical_replication_slot('follower', immediately_reserve => true);

create database appdb;
\connect appdb
create table inventory (
    productId int primary key,
    productName varchar(255) not null,
    quantity int,
    lastUpdated timestamp
);
insert into inventory (productId, productName, quantity, lastUpdated) values
    (1, 'Sextant', 12, localtimestamp),
    (2, 'Compass', 40, localtimestamp),
    (3, 'Barometer', 7, localtimestamp),
    (4, 'Spyglass', 23, localtimestamp),
    (5, 'Ship''s bell', 3, localtimestamp);
