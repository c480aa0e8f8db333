using NetDsl;

namespace Examples;

/// <summary>What went wrong, told to the user in one line.</summary>
internal static class Failure
{
    /// <returns>The exit status.</returns>
    public static int Report(string message)
    {
        Console.Error.WriteLine($"error: {message}");
        return 1;
    }

    /// <summary>Runs an example; an error that its user can mend becomes one line.</summary>
    /// <returns>The exit status.</returns>
    public static int Guard(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception exception) when (exception is DataException or DeviceException or CheckpointException
            or WeightsException or MetricsException or ScheduleException or TrainingDivergedException or ShapeException
            or IOException or UnauthorizedAccessException)
        {
            return Report(exception.Message);
        }
    }
}
