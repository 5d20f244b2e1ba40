/// What is read from a host that runs containers: the Docker daemon and its containers, and a Kubernetes node
/// by its own files. No API is called; the Docker client is only let talk to the local socket.
@NullMarked
package org.tongguan.comply.facts.container;

import org.jspecify.annotations.NullMarked;
