package nontonyuk.labs.course;

/** A lab's file does not fit the code. The message names the file and the member. */
public final class OverlayFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    OverlayFailure(String message) {
        super(message);
    }
}
