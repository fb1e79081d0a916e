// Numbered migrations, in the program as they stand in the source; their SHA-256 is kept in the database.
// A new one: a file in migrations/, a line here, its number in migrations.cpp.
    .macro migration number, file
    .global sekisho_migration_\number
    .global sekisho_migration_\number\()_end
sekisho_migration_\number:
    .incbin "migrations/\file"
sekisho_migration_\number\()_end:
    .byte 0
    .endm

    .section .rodata
    migration 0001, 0001_initial.sql
    migration 0002, 0002_contracts.sql
    migration 0003, 0003_rosters.sql
    migration 0004, 0004_training.sql
    migration 0005, 0005_check_sheets.sql
    migration 0006, 0006_areas.sql
    migration 0007, 0007_duties.sql
    migration 0008, 0008_copies_and_disposals.sql
    migration 0009, 0009_breaches.sql
    migration 0010, 0010_audits.sql
    migration 0011, 0011_datasets.sql
    .section .note.GNU-stack,"",@progbits
