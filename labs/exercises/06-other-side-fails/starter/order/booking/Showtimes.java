package nontonyuk.order.booking;

public final class Showtimes {
    private <T> T get(String path, String authorization, Class<T> type, Problem missing) {
        var answer = movie.get(path, authorization);
        // TODO task 1: only movie's own 404 means that there is none; an unusable answer is an outage.
        if (answer.status() == 404) throw missing;
        try {
            return answer.data(type);
        } catch (IOException e) {
            throw Problem.internal();
        }
    }
}
