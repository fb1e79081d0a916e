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
    migration 0005, 0005_check_sheets.sql
    .section .note.GNU-stack,"",@progbits
