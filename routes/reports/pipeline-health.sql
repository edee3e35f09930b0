-- Each hour of the window in UTC: records in the lake by their own time, and dead letters by their arrival.
WITH records AS (
  SELECT dt || ' ' || hour AS hour_utc, count(*) AS records
  FROM user_activity
  WHERE dt || 'T' || hour BETWEEN substr(?, 1, 13) AND substr(?, 1, 13)
  GROUP BY dt || ' ' || hour
),
letters AS (
  SELECT replace(substr(arrival_time, 1, 13), 'T', ' ') AS hour_utc, count(*) AS dead_letters
  FROM dead_letters
  WHERE substr(arrival_time, 1, 13) BETWEEN substr(?, 1, 13) AND substr(?, 1, 13)
  GROUP BY replace(substr(arrival_time, 1, 13), 'T', ' ')
)
SELECT
  hour_utc,
  coalesce(records, 0) AS records,
  coalesce(dead_letters, 0) AS dead_letters
FROM records
FULL JOIN letters USING (hour_utc)
ORDER BY hour_utc
