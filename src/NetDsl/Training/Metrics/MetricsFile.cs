using System.Text;

namespace NetDsl;

/// <summary>Writes a row for each epoch of a run into a file, as soon as the epoch is done.</summary>
/// <remarks>
/// <para>A run that starts anew starts the file anew. A run that is resumed writes what the checkpoint knows of the
/// epochs before, which the interrupted run had written so too, and goes on behind it: no row stands twice.</para>
/// <para>A file that cannot be written is an error before the first step. If writing fails later, training goes on;
/// <see cref="Failure"/> says so, and the next epoch writes the rows that are missing.</para>
/// </remarks>
public abstract class MetricsFile : ITrainingProgress
{
    private readonly List<MetricsRow> rows = [];
    private StageStart? stage;
    private int written = -1;
    private long length;

    /// <exception cref="MetricsException">There cannot be such a file.</exception>
    private protected MetricsFile(string path) => FullPath = MetricsPlace.Require(path);

    /// <summary>The file's full path.</summary>
    public string FullPath { get; }

    /// <summary>Why the last rows are not in the file; null: they are.</summary>
    public MetricsException? Failure { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="MetricsException">The file cannot be written.</exception>
    public void StageStarted(StageStart stage)
    {
        this.stage = stage;
        MetricsRow[] before = [.. MetricsRow.Until(stage)];
        bool goesOn = written == before.Length
            && rows.Zip(before).All(pair => pair.First.Epoch.Equals(pair.Second.Epoch));
        if (goesOn)
        {
            return;
        }

        rows.Clear();
        rows.AddRange(before);
        if (written < 0)
        {
            Rewrite();
        }
        else
        {
            Try(Rewrite);
        }
    }

    /// <inheritdoc/>
    public void StepDone(in StepProgress step)
    {
    }

    /// <inheritdoc/>
    public void EpochDone(EpochReport epoch)
    {
        rows.Add(new MetricsRow(stage!.Stage, epoch));
        Try(Write);
    }

    /// <inheritdoc/>
    public void Finished(TrainingReport report)
    {
    }

    /// <summary>What the file starts with, for all rows so far.</summary>
    private protected abstract string Head(IReadOnlyList<MetricsRow> rows);

    /// <summary>A row, with the end of its line.</summary>
    private protected abstract string Line(MetricsRow row);

    /// <summary>Whether a row fits under the head.</summary>
    private protected abstract bool Fits(MetricsRow row);

    private void Try(Action write)
    {
        try
        {
            write();
            Failure = null;
        }
        catch (MetricsException exception)
        {
            Failure = exception;
        }
    }

    private void Write()
    {
        var file = new FileInfo(FullPath);
        // something else may have cut or removed it, and a full disk may have left half a row
        if (written != rows.Count - 1 || !Fits(rows[^1]) || !file.Exists || file.Length != length)
        {
            Rewrite();
            return;
        }

        byte[] line = Encoding.UTF8.GetBytes(Line(rows[^1]));
        try
        {
            using var stream = new FileStream(FullPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(line);
            stream.Flush(flushToDisk: true);
            (written, length) = (rows.Count, length + line.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MetricsException($"{FullPath}: cannot be written: {exception.Message}", exception);
        }
    }

    private void Rewrite()
    {
        byte[] content = Encoding.UTF8.GetBytes(Head(rows) + string.Concat(rows.Select(Line)));
        try
        {
            AtomicFile.Write(FullPath, stream => stream.Write(content));
            (written, length) = (rows.Count, content.Length);
        }
        catch (WeightsException exception)
        {
            throw new MetricsException(exception.Message, exception);
        }
    }
}
