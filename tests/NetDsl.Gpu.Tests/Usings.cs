global using Xunit;
global using NetDsl.Tests.Common;
