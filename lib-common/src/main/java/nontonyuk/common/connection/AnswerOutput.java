package nontonyuk.common.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Sends answers in pieces of 8 KB. An idle connection holds no buffer. */
final class AnswerOutput extends OutputStream {
    private static final int PIECE = 8 * 1024;

    private final Connection connection;
    private ByteBuffer piece;

    AnswerOutput(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(int letter) throws IOException {
        write(new byte[] {(byte) letter}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        for (int sent = 0; sent < length; ) {
            if (piece == null) piece = ByteBuffer.allocate(Math.min(PIECE, connection.heldFor + length + 1024));
            int part = Math.min(piece.remaining(), length - sent);
            piece.put(bytes, from + sent, part);
            sent += part;
            if (!piece.hasRemaining()) send();
        }
    }

    private void send() throws IOException {
        if (!connection.isIn(Connection.Phase.WRITING)) connection.enter(Connection.Phase.WRITING);
        piece.flip();
        if (connection.isEnded()) connection.writeAtOnce(piece); // nothing bounds its time any more
        while (piece.hasRemaining()) connection.channel.write(piece);
        piece.clear();
    }

    @Override
    public void flush() throws IOException {
        if (piece == null || connection.heldFor > 0) return;
        send();
        piece = null;
    }

    @Override
    public void close() throws IOException {
        connection.channel.close();
    }
}
