// Numbered migrations, in the program as they stand in the source; their SHA-256 is kept in the database.
    .section .rodata
    .global sekisho_migration_0001
    .global sekisho_migration_0001_end
sekisho_migration_0001:
    .incbin "migrations/0001_initial.sql"
sekisho_migration_0001_end:
    .byte 0
    .section .note.GNU-stack,"",@progbits
