package dev.caravan.local.s3;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses keys with an empty name between or before slashes, such as {@code a//b}. S3Proxy would say of their
 * signatures that they are wrong.
 */
final class EmptySegmentFilter implements Filter {
    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain next)
            throws IOException, ServletException {
        String path = ((HttpServletRequest) anyRequest).getRequestURI();
        // clients may write the second of two slashes as %2F
        if (path.replace("%2F", "/").replace("%2f", "/").contains("//")) {
            new S3Error(
                            501,
                            "NotImplemented",
                            "The key of " + path + " cannot be kept here, where keys are paths of files: it has an"
                                    + " empty name beside a slash")
                    .write(path, (HttpServletResponse) anyResponse);
            return;
        }
        next.doFilter(anyRequest, anyResponse);
    }
}
