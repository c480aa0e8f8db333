using System.Globalization;

namespace NetDsl;

/// <summary>Measures for people.</summary>
internal static class EvaluationText
{
    internal static string Of(double loss, int wrong, int count, bool classifies) => classifies
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"loss {loss:G4}, error {(double)wrong / count * 100:F2} % ({wrong:N0} of {count:N0})")
        : string.Create(CultureInfo.InvariantCulture, $"loss {loss:G4} of {count:N0} examples");

    /// <summary>Its losses and, where examples are counted as wrong, its errors.</summary>
    internal static string Of(EpochReport epoch)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture, $"epoch {epoch.Epoch} of {epoch.Epochs}: loss {epoch.Loss:G4}");
        text += Percent("error", epoch.Classifies ? epoch.Error : null);
        if (epoch.ValidationLoss is { } loss)
        {
            text += string.Create(CultureInfo.InvariantCulture, $", validation loss {loss:G4}");
        }

        text += Percent("validation error", epoch.Classifies ? epoch.ValidationError : null);
        return text + string.Concat(epoch.Measures.Select(
            measure => string.Create(CultureInfo.InvariantCulture, $", {measure.Name} {measure.Value:G4}")));
    }

    private static string Percent(string name, double? error) =>
        error is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {name} {error * 100:F2} %");
}
