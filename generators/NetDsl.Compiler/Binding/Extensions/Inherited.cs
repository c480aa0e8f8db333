using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>A statement of an extended network, as the network that extends it has it. An error in it that the extended
/// network does not have itself comes of a replacement, and is shown there.</summary>
/// <param name="extension">By which it is there.</param>
/// <param name="cause">The replacement in front of it; where there is none, the head of the network that extends stands
/// for it.</param>
/// <param name="subject">The name of its layer.</param>
/// <param name="place">Where it stands itself.</param>
internal sealed class Inherited(Extension extension, Replacement? cause, string subject, Place place)
{
    /// <summary>Where its errors are shown.</summary>
    public Place Shown { get; } = new(extension.Document, cause?.Span ?? extension.Head);

    /// <summary>Whether the extended network has this error itself, or one from which it may follow.</summary>
    public bool IsOwn(string error) => extension.Base is { IsWhole: false } || extension.Base!.Errors.Contains(error);

    /// <summary>Tells an error in it from the same one as other networks see it.</summary>
    public string KeyOf(string error) => FormattableString.Invariant($"{error} {Shown.Span.Start}");

    /// <summary>`; in pool5 of Vgg16, line 12 of vgg.net, behind this replacement`.</summary>
    public override string ToString()
    {
        var behind = cause is null ? "" : ", behind this replacement";
        return $"; in {subject} of {extension.Base!.Name}, {place.For(extension.Document)}{behind}";
    }
}
