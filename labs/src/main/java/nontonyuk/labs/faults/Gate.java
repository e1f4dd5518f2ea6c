package nontonyuk.labs.faults;

/** Stops threads until it opens; later threads wait for its next opening. */
final class Gate {
    private int waiting;
    private long openings;

    synchronized void await() throws InterruptedException {
        long before = openings;
        waiting++;
        try {
            while (openings == before) wait();
        } finally {
            waiting--;
        }
    }

    synchronized void open() {
        openings++;
        notifyAll();
    }

    synchronized int waiting() {
        return waiting;
    }
}
