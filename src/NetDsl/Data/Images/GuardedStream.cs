namespace NetDsl;

/// <summary>A file's bytes for the decoder, which takes zeros beyond the end for data: this notes that it went there,
/// and keeps it from running on.</summary>
internal sealed class GuardedStream(byte[] bytes) : Stream
{
    // more than a decoder could ask for without being lost
    private const int MostBeyond = 1 << 26;

    private int position;
    private int beyond;

    /// <summary>Whether more was read than there is: the file is cut off.</summary>
    internal bool IsCutOff { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => bytes.Length;

    public override long Position
    {
        get => position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int ReadByte()
    {
        if (position < bytes.Length)
        {
            return bytes[position++];
        }

        PassEnd(1);
        return -1;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = Math.Min(count, bytes.Length - position);
        bytes.AsSpan(position, read).CopyTo(buffer.AsSpan(offset));
        position += read;
        if (read < count)
        {
            PassEnd(count - read);
        }

        return read;
    }

    /// <summary>Stops at the end: the decoder takes only that for the end of the file.</summary>
    public override long Seek(long offset, SeekOrigin origin)
    {
        int start = origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? position : bytes.Length;
        long target = start + offset;
        IsCutOff |= target > bytes.Length;
        position = (int)Math.Clamp(target, 0, bytes.Length);
        return position;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void PassEnd(int count)
    {
        IsCutOff = true;
        beyond += count;
        if (beyond > MostBeyond || beyond < 0)
        {
            throw new EndOfStreamException("is cut off");
        }
    }
}
