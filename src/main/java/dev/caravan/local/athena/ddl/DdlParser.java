package dev.caravan.local.athena.ddl;

import dev.caravan.local.glue.catalog.DatabaseInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses the statements that Athena takes from Hive. */
final class DdlParser {
    /** First words of statements that the query engine's grammar has. */
    private static final Set<String> READING = Set.of("SELECT", "WITH", "VALUES", "TABLE", "(");

    /** First words of statements that Athena has and this does not. */
    private static final List<String> REFUSED = List.of(
            "EXPLAIN",
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "UNLOAD",
            "OPTIMIZE",
            "VACUUM",
            "PREPARE",
            "EXECUTE",
            "DEALLOCATE",
            "GRANT",
            "REVOKE",
            "USE",
            "SET",
            "RESET",
            "CALL",
            "ANALYZE",
            "TRUNCATE",
            "REFRESH",
            "COMMENT",
            "DENY",
            "START",
            "COMMIT",
            "ROLLBACK");

    private final TokenReader tokens;

    private DdlParser(String sql) {
        tokens = new TokenReader(sql);
    }

    /**
     * Parses a statement.
     *
     * @return empty if the statement is one for the query engine, or none at all
     * @throws DdlRefused if it is DDL with a mistake, or something that is not supported
     */
    static Optional<Ddl> parse(String sql) {
        Token first = Tokens.first(sql);
        for (String word : REFUSED) {
            if (first.is(word)) {
                throw DdlRefused.unsupported(word);
            }
        }
        if (READING.stream().anyMatch(first::is)) {
            return Optional.empty();
        }
        DdlParser parser = new DdlParser(sql);
        Optional<Ddl> statement = parser.statement();
        if (statement.isPresent()) {
            parser.tokens.expectEnd();
        }
        return statement;
    }

    private Optional<Ddl> statement() {
        if (tokens.take("CREATE")) {
            return Optional.of(create());
        } else if (tokens.take("DROP")) {
            return Optional.of(drop());
        } else if (tokens.take("ALTER")) {
            return Optional.of(alter());
        } else if (tokens.take("MSCK")) {
            tokens.expect("REPAIR", "TABLE");
            return Optional.of(new Ddl.RepairTable(tokens.tableName()));
        } else if (tokens.take("SHOW")) {
            return Optional.of(show());
        } else if (tokens.takeAny("DESCRIBE", "DESC")) {
            return Optional.of(describe());
        }
        return Optional.empty();
    }

    private Ddl create() {
        if (tokens.takeAny("DATABASE", "SCHEMA")) {
            return createDatabase();
        } else if (tokens.take("EXTERNAL")) {
            tokens.expect("TABLE");
            return new CreateTableParser(tokens).parse();
        } else if (tokens.take("TABLE")) {
            throw DdlRefused.unsupported("CREATE TABLE without EXTERNAL (a table from a query, or an Iceberg table)");
        }
        throw DdlRefused.unsupported("CREATE " + tokens.peek().text());
    }

    private Ddl createDatabase() {
        boolean ifNotExists = tokens.take("IF", "NOT", "EXISTS");
        String name = tokens.name();
        String comment = tokens.take("COMMENT") ? tokens.text() : null;
        String location = tokens.take("LOCATION") ? tokens.text() : null;
        Map<String, String> properties = tokens.take("WITH", "DBPROPERTIES") ? tokens.properties() : Map.of();
        return new Ddl.CreateDatabase(new DatabaseInput(name, comment, location, properties), ifNotExists);
    }

    private Ddl drop() {
        if (tokens.takeAny("DATABASE", "SCHEMA")) {
            boolean ifExists = tokens.take("IF", "EXISTS");
            String name = tokens.name();
            boolean cascade = tokens.take("CASCADE");
            if (!cascade) {
                tokens.take("RESTRICT");
            }
            return new Ddl.DropDatabase(name, ifExists, cascade);
        } else if (tokens.take("TABLE")) {
            boolean ifExists = tokens.take("IF", "EXISTS");
            return new Ddl.DropTable(tokens.tableName(), ifExists);
        }
        throw DdlRefused.unsupported("DROP " + tokens.peek().text());
    }

    private Ddl alter() {
        if (!tokens.take("TABLE")) {
            throw DdlRefused.unsupported("ALTER " + tokens.peek().text());
        }
        TableName table = tokens.tableName();
        if (tokens.take("ADD")) {
            if (tokens.peek().is("COLUMNS")) {
                throw DdlRefused.unsupported("ALTER TABLE ADD COLUMNS");
            }
            return addPartitions(table);
        } else if (tokens.take("DROP")) {
            return dropPartitions(table);
        }
        throw DdlRefused.unsupported("ALTER TABLE " + tokens.peek().text());
    }

    private Ddl addPartitions(TableName table) {
        boolean ifNotExists = tokens.take("IF", "NOT", "EXISTS");
        List<Ddl.NewPartition> partitions = new ArrayList<>();
        do {
            tokens.expect("PARTITION");
            Map<String, String> values = partitionValues();
            Optional<String> location = tokens.take("LOCATION") ? Optional.of(tokens.text()) : Optional.empty();
            partitions.add(new Ddl.NewPartition(values, location));
        } while (tokens.peek().is("PARTITION"));
        return new Ddl.AddPartitions(table, partitions, ifNotExists);
    }

    private Ddl dropPartitions(TableName table) {
        boolean ifExists = tokens.take("IF", "EXISTS");
        List<Map<String, String>> partitions = new ArrayList<>();
        do {
            tokens.expect("PARTITION");
            partitions.add(partitionValues());
        } while (tokens.take(","));
        return new Ddl.DropPartitions(table, partitions, ifExists);
    }

    private Map<String, String> partitionValues() {
        Map<String, String> values = new LinkedHashMap<>();
        tokens.expect("(");
        do {
            String key = tokens.name();
            tokens.expect("=");
            values.put(key, tokens.value());
        } while (tokens.take(","));
        tokens.expect(")");
        return values;
    }

    private Ddl show() {
        if (tokens.takeAny("DATABASES", "SCHEMAS")) {
            return new Ddl.ShowDatabases(pattern());
        } else if (tokens.take("TABLES")) {
            Optional<String> database = tokens.takeAny("IN", "FROM") ? Optional.of(tokens.name()) : Optional.empty();
            return new Ddl.ShowTables(database, pattern());
        } else if (tokens.take("PARTITIONS")) {
            return new Ddl.ShowPartitions(tokens.tableName());
        } else if (tokens.take("CREATE", "TABLE")) {
            return new Ddl.ShowCreateTable(tokens.tableName());
        } else if (tokens.take("COLUMNS")) {
            return showColumns();
        }
        throw DdlRefused.unsupported("SHOW " + tokens.peek().text());
    }

    private Ddl showColumns() {
        if (!tokens.takeAny("IN", "FROM")) {
            throw DdlRefused.syntax(tokens.peek(), "IN or FROM");
        }
        TableName table = tokens.tableName();
        return new Ddl.ShowColumns(tokens.takeAny("IN", "FROM") ? table.in(tokens.name()) : table);
    }

    private Optional<String> pattern() {
        tokens.take("LIKE");
        return tokens.isText() ? Optional.of(tokens.text()) : Optional.empty();
    }

    private Ddl describe() {
        if (tokens.peek().is("EXTENDED") || tokens.peek().is("FORMATTED")) {
            throw DdlRefused.unsupported("DESCRIBE " + tokens.peek().text());
        }
        return new Ddl.Describe(tokens.tableName());
    }
}
