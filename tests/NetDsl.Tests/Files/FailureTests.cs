using Examples;
using Xunit;

namespace NetDsl.Tests;

public sealed class FailureTests
{
    public static TheoryData<Type> Documented =>
    [
        .. typeof(DataException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Exception))),
        typeof(IOException), typeof(UnauthorizedAccessException),
    ];

    [Theory]
    [MemberData(nameof(Documented))]
    public void Examples_end_with_a_sentence_and_an_exit_status_on_every_documented_exception(Type type)
    {
        var exception = (Exception)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        Assert.Equal(1, Failure.Guard(() => throw exception));
    }
}
