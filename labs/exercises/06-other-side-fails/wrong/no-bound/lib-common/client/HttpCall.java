package nontonyuk.common.client;

public final class HttpCall {
    private static final class BoundedBody implements BodySubscriber<byte[]> {
        @Override
        public void onNext(List<ByteBuffer> part) {
            whole.onNext(part);
        }
    }
}
