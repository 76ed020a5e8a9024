using System.Text;
using ReplicaShell.Wire;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// The tar archive of a data folder, as the server sends it in answer to BASE_BACKUP: each CopyData message says with its
/// first byte what it carries (PostgreSQL documentation, "Streaming Replication Protocol").
/// </summary>
/// <param name="answer">The server's messages.</param>
/// <param name="begun">Called when the archive begins: the server has taken its checkpoint.</param>
internal sealed class BackupArchive(WireReader answer, Action begun) : Stream
{
    private const byte NewArchive = (byte)'n';
    private const byte Contents = (byte)'d';
    private int _archives;
    private int _rest;
    private bool _ended;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Takes what is left: only then has the server said that the backup succeeded.</summary>
    /// <exception cref="WireException">It has not.</exception>
    public void Finish()
    {
        while (Advance()) { }
    }

    /// <inheritdoc/>
    /// <exception cref="WireException">The server ended the backup, or has more than one tablespace.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_rest == 0)
        {
            if (!Advance())
            {
                return 0;
            }
        }

        var taken = Math.Min(_rest, buffer.Length);
        answer.Body[^_rest..][..taken].CopyTo(buffer);
        _rest -= taken;
        return taken;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Takes one message; false at the end of the answer.</summary>
    private bool Advance()
    {
        if (_ended)
        {
            return false;
        }

        var body = answer.Next();
        _rest = 0;
        switch (answer.Type)
        {
            case 'd' when body[0] == Contents:
                _rest = body.Length - 1;
                break;
            case 'd' when body[0] == NewArchive && ++_archives > 1:
                var archive = Encoding.UTF8.GetString(body[1..body.IndexOf((byte)0)]);
                throw new WireException(
                    $"the leader has a tablespace ({archive}), and a copy on the same machine would share its folder"
                );
            case 'd' when body[0] == NewArchive:
                begun();
                break;
            case 'E':
                var error = WireError.Parse(body);
                throw new WireException(error.Message, error.SqlState);
            case 'Z':
                _ended = true;
                break;
        }

        return !_ended;
    }
}
