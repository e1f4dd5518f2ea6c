package nontonyuk.labs.running;

/** A process has ended too early, or does not do what it should in time. The message has its last lines. */
public final class ProcessFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProcessFailure(String message) {
        super(message);
    }
}
