package nontonyuk.labs.running;

/** A process with all that it has started. */
public final class ProcessTree {
    private ProcessTree() {}

    /** Sends SIGKILL to all of them. The last lines of the process can still be read. */
    public static void kill(Process process) {
        var children = process.descendants().toList(); // after the end of the process they have another parent
        process.toHandle().destroyForcibly(); // Process.destroyForcibly() would close the pipe of the last lines
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
