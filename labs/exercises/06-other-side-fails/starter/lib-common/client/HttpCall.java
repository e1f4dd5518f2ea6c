package nontonyuk.common.client;

public final class HttpCall {
    public static Outcome send(HttpRequest request, Duration deadline, int maxBytes) {
        // TODO task 1: the deadline bounds the whole exchange, and ends it.
        var call = CLIENT.sendAsync(request, answer -> new BoundedBody(maxBytes));
        try {
            return new Outcome(request, Kind.ANSWERED, call.get(), null);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            return Outcome.failed(request, kind(cause), String.valueOf(cause.getMessage()));
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return Outcome.failed(request, Kind.BROKEN, "interrupted");
        }
    }

    private static final class BoundedBody implements BodySubscriber<byte[]> {
        @Override
        public void onNext(List<ByteBuffer> part) {
            // TODO task 2: more than maxBytes is TooLarge, and the rest is not read.
            whole.onNext(part);
        }
    }
}
