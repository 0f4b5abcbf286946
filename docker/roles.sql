-- Run once, as superuser, on an empty server (psql 14 or newer; PostgreSQL's image does so by itself).
-- The owner is no superuser and obeys row-level security. When it migrates it makes the roles that the
-- application works under: assay_app, assay_auth, assay_worker and assay_lookup.

\getenv password ASSAY_OWNER_PASSWORD
create role assay login createrole nosuperuser nobypassrls password :'password';
create database assay owner assay template template0 encoding 'UTF8' locale 'C';
revoke connect on database assay from public;
