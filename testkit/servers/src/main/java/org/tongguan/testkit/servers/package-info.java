/// Servers to look at, started for a test or the demo on the loopback interface: sound ones and bad ones.
package org.tongguan.testkit.servers;
