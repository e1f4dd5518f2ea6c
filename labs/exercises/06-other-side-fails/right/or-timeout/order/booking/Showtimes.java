package nontonyuk.order.booking;

public final class Showtimes {
    private <T> T get(String path, String authorization, Class<T> type, Problem missing) {
        var answer = movie.get(path, authorization);
        T data = null;
        var code = "";
        try {
            if (answer.status() == 200) data = answer.data(type);
            else code = answer.problemCode();
        } catch (IOException e) {
            // an unusable answer
        }
        if (data != null) return data;
        if (code.equals(missing.code())) throw missing;
        if (answer.status() == 401 && !code.isEmpty()) throw Problem.unauthorized(code, "Log in again.");
        throw movie.unusable(answer.status());
    }
}
