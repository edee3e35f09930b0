package dev.caravan.local.child.trino;

import io.trino.Session;
import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** Turns the engine's pages into rows of texts and hands them on in pieces of a limited size. */
final class ResultPages {
    private static final int MAX_ROWS = 1_000;
    private static final int MAX_CHARACTERS = 1 << 20;

    private final List<Type> types;
    private final ConnectorSession session;
    private final RunningQuery query;

    ResultPages(List<Type> types, Session session, RunningQuery query) {
        this.types = List.copyOf(types);
        this.session = session.toConnectorSession();
        this.query = query;
    }

    void take(Page page) {
        List<List<String>> rows = new ArrayList<>();
        long characters = 0;
        for (int position = 0; position < page.getPositionCount(); position++) {
            List<String> row = new ArrayList<>();
            for (int column = 0; column < types.size(); column++) {
                String text = ResultText.of(types.get(column), session, page.getBlock(column), position);
                characters += text == null ? 0 : text.length();
                row.add(text);
            }
            rows.add(row);
            if (rows.size() == MAX_ROWS || characters > MAX_CHARACTERS) {
                query.rows(rows);
                rows = new ArrayList<>();
                characters = 0;
            }
        }
        if (!rows.isEmpty()) {
            query.rows(rows);
        }
    }
}
