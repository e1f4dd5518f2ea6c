package nontonyuk.labs.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A packet from a client of MariaDB or MySQL: three bytes of length, a sequence number, and the content. */
record Packet(byte[] bytes) {
    private static final int HEAD = 4;
    private static final int MAX_CONTENT = 0xffffff;

    /** The first byte of a command. */
    enum Command {
        QUERY(0x03),
        PREPARE(0x16),
        EXECUTE(0x17),
        OTHER(-1);

        private final int number;

        Command(int number) {
            this.number = number;
        }
    }

    static Packet read(InputStream from) throws IOException {
        var head = from.readNBytes(HEAD);
        if (head.length < HEAD) throw new EOFException();
        int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() & MAX_CONTENT;
        var content = from.readNBytes(length);
        if (content.length < length) throw new EOFException();
        return new Packet(
                ByteBuffer.allocate(HEAD + length).put(head).put(content).array());
    }

    /** A command starts a sequence; the packets of a login do not. */
    boolean isCommand() {
        return bytes.length > HEAD && bytes[HEAD - 1] == 0;
    }

    Command command() {
        for (var command : Command.values()) if (command.number == bytes[HEAD]) return command;
        return Command.OTHER;
    }

    /** The SQL of a QUERY or a PREPARE. */
    String text() {
        return new String(bytes, HEAD + 1, bytes.length - HEAD - 1, UTF_8);
    }

    /** The number of the prepared statement in an EXECUTE, and in the answer to a PREPARE. */
    static int statement(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(HEAD + 1);
    }
}
