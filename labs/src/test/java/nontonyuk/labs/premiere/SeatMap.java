package nontonyuk.labs.premiere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a buyer reads in an answer about seats. */
final class SeatMap {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SeatMap() {}

    /** The pairs of free seats as JSON arrays, the nearest to the middle first. */
    static List<String> freePairs(String map) {
        record Pair(String seats, int distance) {}
        var pairs = new ArrayList<Pair>();
        var rows = read(map).at("/data/rows");
        for (int row = 0; row < rows.size(); row++) {
            var seats = rows.get(row).path("seats");
            for (int i = 0; i + 1 < seats.size(); i += 2) {
                if (!isFree(seats.get(i)) || !isFree(seats.get(i + 1))) continue;
                int distance = Math.abs(2 * row - rows.size()) + Math.abs(i + 1 - seats.size() / 2);
                pairs.add(new Pair("[" + name(seats.get(i)) + "," + name(seats.get(i + 1)) + "]", distance));
            }
        }
        pairs.sort(Comparator.comparingInt(Pair::distance));
        return pairs.stream().map(Pair::seats).toList();
    }

    /** The seats that the refusal of an order offers, as a JSON array; an empty text without an offer. */
    static String offer(String refusal) {
        return read(refusal).at("/offer/seats").toString();
    }

    private static boolean isFree(JsonNode seat) {
        return seat.path("state").asText().equals("free");
    }

    private static String name(JsonNode seat) {
        return seat.path("seat").toString();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
